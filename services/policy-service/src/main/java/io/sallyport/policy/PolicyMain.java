package io.sallyport.policy;

import io.sallyport.kit.service.ServiceLauncher;

/** Starts the policy-service alone. */
public final class PolicyMain {
    private PolicyMain() {}

    public static void main(String[] args) {
        ServiceLauncher.run(new PolicyService(), args);
    }
}
