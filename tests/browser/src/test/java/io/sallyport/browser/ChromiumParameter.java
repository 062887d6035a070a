package io.sallyport.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser for the first test that wants it; it ends after the last. */
final class ChromiumParameter implements ParameterResolver, ExecutionCondition {
    private static final Namespace NAMESPACE = Namespace.create(ChromiumParameter.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.installed()
                .map(path -> ConditionEvaluationResult.enabled(path.toString()))
                .orElseGet(() -> ConditionEvaluationResult.disabled(
                        "no chromium on the PATH: the page is not tried. On Debian: apt-get install chromium"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Chromium.class,
                        key -> Chromium.start(Chromium.installed().orElseThrow()),
                        Chromium.class);
    }
}
