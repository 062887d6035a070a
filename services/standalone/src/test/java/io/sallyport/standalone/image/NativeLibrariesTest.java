package io.sallyport.standalone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibrariesTest {
    @ParameterizedTest
    @CsvSource({
        "amd64, libduckdb_java.so_linux_amd64, libduckdb_java.so",
        "aarch64, libduckdb_java.so_linux_arm64, libduckdb_java.so",
        "amd64, libduckdb_java.so_linux_arm64,",
        "amd64, libduckdb_java.so_macos_arm64,",
        "amd64, libduckdb_java.so_windows_amd64,",
        "amd64, linux/amd64/libzstd-jni-1.5.7-28.so, libzstd-jni-1.5.7-28.so",
        "aarch64, linux/aarch64/libzstd-jni-1.5.7-28.so, libzstd-jni-1.5.7-28.so",
        "amd64, freebsd/amd64/libzstd-jni-1.5.7-28.so,",
        "amd64, win/amd64/libzstd-jni-1.5.7-28.dll,",
        "amd64, lib/linux-x86_64/libbrotli.so, libbrotli.so",
        "aarch64, lib/linux-aarch64/libbrotli.so, libbrotli.so",
        "amd64, lib/osx-x86_64/libbrotli.dylib,",
        "amd64, META-INF/native/libnetty_quiche42_linux_x86_64.so, libnetty_quiche42_linux_x86_64.so",
        "aarch64, META-INF/native/libnetty_quiche42_linux_aarch_64.so, libnetty_quiche42_linux_aarch_64.so",
        "amd64, META-INF/native/libnetty_quiche42_osx_x86_64.jnilib,",
        "amd64, META-INF/native/libnetty_transport_native_epoll_x86_64.so, libnetty_transport_native_epoll_x86_64.so",
        "amd64, META-INF/native/libnetty_transport_native_epoll_aarch_64.so,"
    })
    void keepsThoseOfThisMachineUnderTheNameThatIsLookedFor(String arch, String entry, String file) {
        assertThat(NativeLibraries.is(entry)).isTrue();
        assertThat(NativeLibraries.ofLinux(arch).file(entry).orElse(null)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"org/duckdb/DuckDBNative.class", "META-INF/MANIFEST.MF", "a/so/b.properties", "x.social"})
    void takesNothingElseForALibrary(String entry) {
        assertThat(NativeLibraries.is(entry)).isFalse();
        assertThat(NativeLibraries.ofLinux("amd64").file(entry)).isEmpty();
    }

    @Test
    void saysWhichMachinesItKnows() {
        assertThatThrownBy(() -> NativeLibraries.ofLinux("s390x"))
                .hasMessage("this machine: found \"s390x\", allowed: amd64 (x86_64), aarch64 (arm64)");
    }
}
