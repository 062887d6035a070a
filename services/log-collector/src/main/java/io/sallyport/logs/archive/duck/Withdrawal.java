package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.Delivery;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions in SQL for what deliveries have brought. */
final class Withdrawal {
    private Withdrawal() {}

    /** True of the records of any of them. */
    static String condition(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> "(edge = " + Database.text(delivery.edge()) + " AND sequence BETWEEN "
                        + delivery.first() + " AND " + delivery.last() + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    static String ids(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> Database.text(delivery.id()))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
