package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.settings.SuiteConfig;
import java.util.ArrayList;
import java.util.List;

/** Keys of {@code logs} that are written there and do nothing, because of what else is written. */
final class IdleLogKeys {
    private final Positions positions;
    private final List<Finding> warnings = new ArrayList<>();

    IdleLogKeys(Positions positions) {
        this.positions = positions;
    }

    List<Finding> of(SuiteConfig suite) {
        if (suite.store().isMemory()) {
            idle(
                    "logs.stream",
                    "where records go from the edge to the collector at once",
                    "it with a store of redis://");
        }
        for (int i = 0; i < suite.logs().access().size(); i++) {
            if (suite.logs().access().get(i).isStdout()) {
                idle("logs.access[" + i + "].size", "where there is no file", "it with a file");
                idle("logs.access[" + i + "].keep", "where there is no file", "it with a file");
            }
        }
        return warnings;
    }

    private void idle(String key, String because, String allowed) {
        if (positions.isWritten(key)) {
            warnings.add(positions.finding(key, "a key that does nothing " + because, allowed));
        }
    }
}
