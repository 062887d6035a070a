package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathReadingTest {
    @ParameterizedTest
    @CsvSource({
        "/,                     /,                   /",
        "/a/b.c/~d,             /a/b.c/~d,           /a/b.c/~d",
        "/%61dmin,              /admin,              /admin",
        "/caf%c3%a9,            /caf%C3%A9,          /caf%C3%A9",
        "/%40scope%2fpkg,       /@scope%2Fpkg,       /@scope/pkg",
        "/a%20b,                /a%20b,              /a%20b",
        "/%7Bx%7D,              /{x},                /{x}",
        "/public/..%2fadmin,    /public/..%2Fadmin,  /admin",
        "/public/%2e%2e%5cadm,  /public/..%5Cadm,    /adm",
        "/public/..;x=1/admin,  /public/..;x=1/admin, /admin",
        "/a;v=1/b;w,            /a;v=1/b;w,          /a/b",
        "/a%3bv/b,              /a;v/b,              /a/b",
        "//admin,               //admin,             /admin",
        "/a//b/,                /a//b/,              /a/b/",
        "/a%252fb,              /a%252fb,            /a%252fb",
    })
    void hasACanonicalAndACarelessReading(String path, String canonical, String careless) {
        assertThat(PathReading.canonical(path)).isEqualTo(canonical);
        assertThat(PathReading.careless(canonical)).isEqualTo(careless);
    }

    @Test
    void aCarelessReadingMayClimbAboveTheRoot() {
        assertThat(PathReading.careless("/..%2F..%2Fetc")).isNull();
    }

    @Test
    void knowsWhatCanBeReadInOneWayOnly() {
        assertThat(PathReading.isPlain("/api/orders/1234")).isTrue();
        assertThat(PathReading.isPlain("/api//orders")).isFalse();
        assertThat(PathReading.isPlain("/api;v=1")).isFalse();
        assertThat(PathReading.isPlain("/%61")).isFalse();
        assertThat(PathReading.isPlain("*")).isTrue();
    }
}
