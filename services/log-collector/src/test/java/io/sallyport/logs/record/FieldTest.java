package io.sallyport.logs.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTest {
    @Test
    void namesEveryComponentOfTheRecordInItsOrder() {
        List<String> components = Arrays.stream(AccessRecord.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        List<String> labels = Arrays.stream(Field.values()).map(Field::label).toList();

        assertThat(labels).startsWith(components.toArray(String[]::new)).hasSize(components.size() + 1);
        assertThat(labels).endsWith("edge");
    }

    @Test
    void knowsAliases() {
        assertThat(Field.named("host")).isEqualTo(Field.AUTHORITY);
        assertThat(Field.named("duration")).isEqualTo(Field.TOTAL);
        assertThat(Field.named("Status")).isNull();
    }
}
