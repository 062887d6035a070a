package io.sallyport.cache.engine.stored;

import static io.sallyport.cache.engine.Messages.fields;
import static io.sallyport.cache.engine.Messages.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.Messages.Head;
import org.junit.jupiter.api.Test;

final class VariantsTest {
    private static final String VARYING = "Cache-Control: max-age=60 ~ Vary: Foo";

    @Test
    void severalVariantsLiveSideBySide() {
        Head one = stored("Foo: 1", 200, VARYING);
        Head two = stored("Foo: 2", 200, VARYING);
        Variants<Head> variants = Variants.<Head>none().with(one).with(two);

        assertThat(variants.entries()).containsExactly(two, one);
        assertThat(variants.select(fields("Foo: 1"))).isSameAs(one);
        assertThat(variants.select(fields("Foo: 3"))).isNull();
    }

    @Test
    void aNewOneReplacesThatOfTheSameSelection() {
        Head old = stored("Foo: 1", 200, VARYING);
        Head other = stored("Foo: 2", 200, VARYING);
        Head newer = stored("Foo: 1", 200, VARYING);

        assertThat(Variants.<Head>none().with(old).with(other).with(newer).entries())
                .containsExactly(newer, other)
                .doesNotContain(old);
    }

    @Test
    void oneThatAnswersEveryRequestReplacesAll() {
        Head plain = stored("", 200, "Cache-Control: max-age=60");

        assertThat(Variants.<Head>none()
                        .with(stored("Foo: 1", 200, VARYING))
                        .with(plain)
                        .entries())
                .containsExactly(plain);
    }

    @Test
    void theNewestSixteenAreKept() {
        Variants<Head> variants = Variants.none();
        for (int i = 0; i < 40; i++) {
            variants = variants.with(stored("Foo: " + i, 200, VARYING));
        }

        assertThat(variants.entries()).hasSize(Variants.MAX);
        assertThat(variants.select(fields("Foo: 39"))).isNotNull();
        assertThat(variants.select(fields("Foo: 24"))).isNotNull();
        assertThat(variants.select(fields("Foo: 23"))).isNull();
    }

    @Test
    void oneIsRemovedByIdentity() {
        Head one = stored("Foo: 1", 200, VARYING);
        Head twin = stored("Foo: 1", 200, VARYING);
        Variants<Head> variants = Variants.<Head>none().with(one);

        assertThat(variants.holds(twin)).isFalse();
        assertThat(variants.without(twin).entries()).containsExactly(one);
        assertThat(variants.without(one).isEmpty()).isTrue();
    }
}
