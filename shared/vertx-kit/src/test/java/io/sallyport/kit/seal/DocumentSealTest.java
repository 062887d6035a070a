package io.sallyport.kit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.Subject;
import io.sallyport.kit.bus.JsonCodec;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class DocumentSealTest {
    private static final Buffer DOCUMENT = JsonCodec.bytes(new SnapshotAnnouncement(Subject.POLICY, 7, "abc"));

    private final Buffer sealed = DocumentSeal.seal("key", DOCUMENT);

    @Test
    void givesBackWhatWasSealed() {
        assertThat(sealed.toString()).matches("\\{\"crc32c\":\"[0-9a-f]{8}\",\"subject\":.*}");
        assertThat(DocumentSeal.open("key", sealed)).contains(DOCUMENT);
    }

    @Test
    void leavesAMemberThatAReaderOfBeforeSkips() {
        assertThat(JsonCodec.parse(sealed, SnapshotAnnouncement.class))
                .isEqualTo(JsonCodec.parse(DOCUMENT, SnapshotAnnouncement.class));
    }

    @Test
    void takesWhatAWriterOfBeforeHasLeftThere() {
        assertThat(DocumentSeal.open("key", DOCUMENT)).contains(DOCUMENT);
    }

    @Test
    void leavesAloneWhatIsNoDocument() {
        for (String text : new String[] {"", "{", "{}", "17", "[1]", "a text"}) {
            assertThat(DocumentSeal.seal("key", Buffer.buffer(text))).isEqualTo(Buffer.buffer(text));
            assertThat(DocumentSeal.open("key", Buffer.buffer(text))).contains(Buffer.buffer(text));
        }
    }

    @Test
    void tellsEveryWrongBitAlsoInTheSealItself() {
        for (int bit = 0; bit < sealed.length() * 8; bit++) {
            Buffer wrong = sealed.copy();
            wrong.setByte(bit / 8, (byte) (wrong.getByte(bit / 8) ^ 1 << bit % 8));
            assertThat(DocumentSeal.open("key", wrong)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void tellsADocumentOfAnotherKey() {
        assertThat(DocumentSeal.open("other", sealed)).isEmpty();
    }

    @Test
    void knowsAgainWhatItMadeUnreadable() {
        Buffer wrong = sealed.copy();
        wrong.setByte(sealed.length() - 3, (byte) 'x');

        Buffer unreadable = DocumentSeal.unreadable(wrong);

        assertThat(DocumentSeal.lying("key", unreadable)).contains(wrong);
        assertThat(DocumentSeal.lying("key", DOCUMENT)).containsExactly(sealed, DOCUMENT);
    }
}
