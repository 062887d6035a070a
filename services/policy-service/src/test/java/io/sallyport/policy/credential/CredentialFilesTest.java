package io.sallyport.policy.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFilesTest {
    /** Of "secret", made by crypt(3) of libxcrypt. */
    private static final String BCRYPT = "$2y$05$cqxaSPp/TyYlRnWRhTVX9.vlmgi1VYJ/5/iZFpK/SBicLxpph8g/u";
    /** Of the empty password, by the same. */
    private static final String EMPTY = "$2y$05$DCq7YPn5Rq63x1Lad4cll.WZA5kgsO4kNAz0lbvl8gMazdAq1vzE2";

    @TempDir
    private Path folder;

    private static String argon2(String password) {
        return Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
                .hash(password)
                .getResult();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.txt"), text);
    }

    private static CredentialAnswer ask(Verifier verifier, String credential) {
        return verifier.check(new Secret(credential), Instant.EPOCH);
    }

    private static String basic(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void knowsUsersByBcryptAndArgon2() throws IOException {
        Path users = file("# staff\nann:" + EMPTY + ":staff, ops\n\nbjörn:" + argon2("pässword") + "\n");
        Verifier verifier = new BasicVerifier(CredentialFile.read(users, PasswordHash::require));

        assertThat(ask(verifier, basic("ann:")))
                .isEqualTo(new CredentialAnswer(Result.ACCEPTED, "ann", List.of("staff", "ops"), 60_000));
        assertThat(ask(verifier, basic("björn:pässword")).user()).isEqualTo("björn");
        assertThat(PasswordHash.matches("secret", BCRYPT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann:wrong", "ann", "bob:", ":", "", "Ann:", "ann:\u0000", "ann\n:"})
    void rejectsEverythingElseInTheSameWords(String shown) throws IOException {
        Verifier verifier = new BasicVerifier(CredentialFile.read(file("ann:" + EMPTY + "\n"), PasswordHash::require));

        assertThat(ask(verifier, basic(shown))).isEqualTo(CredentialAnswer.REJECTED);
        assertThat(ask(verifier, "%%%")).isEqualTo(CredentialAnswer.REJECTED);
    }

    @Test
    void takesNoPasswordThatBcryptWouldCutOff() {
        String password = "x".repeat(72);
        String hash =
                com.password4j.BcryptFunction.getInstance(4).hash(password).getResult();

        assertThat(PasswordHash.matches(password, hash)).isTrue();
        assertThat(PasswordHash.matches(password + "y", hash)).isFalse();
    }

    @Test
    void knowsKeysByTheirHash() throws IOException {
        // SHA-256 of "abc", from FIPS 180-2
        String hash = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        Verifier verifier =
                new KeyVerifier(CredentialFile.read(file("shop:" + hash + ":partners"), KeyVerifier::require));

        assertThat(ask(verifier, "abc").user()).isEqualTo("shop");
        assertThat(ask(verifier, "abc").groups()).containsExactly("partners");
        assertThat(ask(verifier, "abcd")).isEqualTo(CredentialAnswer.REJECTED);
        assertThat(ask(verifier, "")).isEqualTo(CredentialAnswer.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "ann,                                                line 1 is not name:secret or name:secret:group,group",
        "ann:plain,                                          line 1: neither a bcrypt ($2y$...) nor an Argon2 ($argon2id$...) hash",
        "ann:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=,              line 1: neither a bcrypt ($2y$...) nor an Argon2 ($argon2id$...) hash",
        "ann:$2y$31$DCq7YPn5Rq63x1Lad4cll.WZA5kgsO4kNAz0lbvl8gMazdAq1vzE2, 'line 1: bcrypt of cost 31, allowed: 4 to 14'",
        "'',                                                 no line that names anybody",
    })
    void saysWhatIsWrongWithAFileAndNeverWhatStandsInIt(String text, String message) throws IOException {
        Path users = file(text);

        assertThatThrownBy(() -> CredentialFile.read(users, PasswordHash::require))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(message.split(",")[0])
                .hasMessageNotContaining("plain:")
                .hasMessageNotContaining("DCq7YPn5");
    }

    @Test
    void refusesANameThatComesTwice() throws IOException {
        Path users = file("ann:" + EMPTY + "\nann:" + BCRYPT + "\n");

        assertThatThrownBy(() -> CredentialFile.read(users, PasswordHash::require))
                .hasMessage("line 2 names somebody who has been named before");
    }
}
