package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Records of changes for people. */
final class AuditText {
    private static final int STATUS = 3;
    private static final int DETAIL_WIDTH = 100;

    private AuditText() {}

    static String of(JsonObject answer, boolean colours) {
        JsonArray records = answer.getJsonArray("records");
        if (records.isEmpty()) {
            return "no changes are on record";
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"WHEN", "WHO", "FROM", "STATUS", "CALL", "WHAT"});
        for (int i = 0; i < records.size(); i++) {
            rows.add(row(records.getJsonObject(i)));
        }
        StringBuilder text = new StringBuilder();
        TextTable.write(
                rows,
                text,
                (row, column, cell) -> row > 0 && column == STATUS
                        ? Paint.ofStatus(Integer.parseInt(cell.strip())).on(cell, colours)
                        : cell);
        return text.toString();
    }

    private static String[] row(JsonObject entry) {
        String detail = PlainText.of(entry.getString("detail"));
        return new String[] {
            entry.getString("startedAt").replaceFirst("\\.\\d+Z$", "Z"),
            entry.getString("user").isEmpty() ? "-" : PlainText.of(entry.getString("user")),
            PlainText.of(entry.getString("client")),
            String.valueOf(entry.getInteger("status")),
            entry.getString("method") + " " + PlainText.of(entry.getString("path")),
            detail.length() <= DETAIL_WIDTH ? detail : detail.substring(0, DETAIL_WIDTH) + "..."
        };
    }
}
