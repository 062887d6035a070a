package io.sallyport.policy.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.config.Binder;
import io.sallyport.config.Bound;
import io.sallyport.config.Source;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeEditTest {
    private static Bound<PoliciesDocument> bound(String text) {
        return Binder.bind(PoliciesDocument.class, Source.of("p", text).withVariables(Map.of("MODE", "report")));
    }

    private static Optional<String> change(String text, String rule, Mode mode) {
        Bound<PoliciesDocument> bound = bound(text);
        ModeEdit edit = new ModeEdit(text, bound.value(), bound.positions());
        int index = ModeEdit.indexOf(bound.value(), rule);
        Optional<String> changed = edit.to(index, mode);
        changed.ifPresent(each -> assertThat(edit.isOnlyChange(bound(each).value(), index, mode))
                .as(each)
                .isTrue());
        return changed;
    }

    @Test
    void changesTheWordWhereItIsWrittenAndNothingElse() {
        String text = """
                # Ours. 😀
                rules:
                  # for a week
                  - name: games      # "report" is in force
                    when: {site: [report.test]}
                    then: block
                    mode:   report   # since Monday
                  - {name: ads, then: block, mode: "report"}   # mode: report
                default: allow
                """;

        assertThat(change(text, "games", Mode.ENFORCE))
                .hasValue(text.replace("mode:   report   # since", "mode:   enforce   # since"));
        assertThat(change(text, "ads", Mode.ENFORCE)).hasValue(text.replace("\"report\"}", "\"enforce\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules:\n  - name: a\n    then: block\n",
                "rules:\n  - name: a   # ours\n    then: block\n",
                "rules:\n- then: block\n  name: a",
                "rules:\n  -\n    then: block\n    \"name\": 'a'\n    status: 403\n",
                "rules: [{name: a, then: block}]",
                "rules:\n  - {then: block, name: \"a\"}\n",
                "{\"rules\": [{\"name\": \"a\", \"then\": \"block\"}]}",
                "rules:\n  - {reason: '😀', name: a, then: block}\n",
                "rules:\n  - name: a\n    mode: enforce\n    then: block\n",
            })
    void putsOnTrialAndInForceAgain(String text) {
        String onTrial = change(text, "a", Mode.REPORT).orElseThrow();
        assertThat(bound(onTrial).value().rules().get(0).mode()).isEqualTo(Mode.REPORT);

        String inForce = change(onTrial, "a", Mode.ENFORCE).orElseThrow();

        assertThat(bound(inForce).value()).isEqualTo(bound(text).value());
        assertThat(TextDiff.of(onTrial, inForce).stream().filter(line -> line.startsWith("+ ")))
                .hasSize(1);
    }

    @Test
    void keepsJsonWhatItIs() {
        assertThat(change("{\"rules\": [{\"name\": \"a\", \"then\": \"block\"}]}", "a", Mode.REPORT))
                .hasValue("{\"rules\": [{\"name\": \"a\", \"mode\": \"report\", \"then\": \"block\"}]}");
    }

    @Test
    void doesNotTouchWhatAVariableSays() {
        assertThat(change("rules: [{name: a, then: block, mode: \"${MODE}\"}]", "a", Mode.ENFORCE))
                .isEmpty();
    }

    @Test
    void seesWhatElseAnEditWouldChange() {
        String text = "rules: [{name: a, then: block}, {name: b, then: block}]";
        Bound<PoliciesDocument> bound = bound(text);
        ModeEdit edit = new ModeEdit(text, bound.value(), bound.positions());

        assertThat(edit.isOnlyChange(
                        bound(text.replace("block}", "block, mode: report}")).value(), 0, Mode.REPORT))
                .isFalse();
        assertThat(ModeEdit.indexOf(bound.value(), "c")).isEqualTo(-1);
    }
}
