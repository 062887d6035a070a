package io.sallyport.edge.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.sallyport.http.trace.TraceParent;
import java.util.List;

/** Our spans in terms of the OpenTelemetry SDK, which writes them as protobuf. */
final class SpanForm {
    private static final long NANOS_PER_MICRO = 1000;
    private static final String SCOPE = "io.sallyport.edge";

    private final Resource resource;

    /** @param edge instance id of this edge */
    SpanForm(String edge) {
        resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"),
                "sallyport-edge",
                AttributeKey.stringKey("service.instance.id"),
                edge));
    }

    SpanData of(Span span) {
        return new Written(span, resource);
    }

    private record Written(Span span, Resource resource) implements SpanData {
        @Override
        public String getName() {
            return span.name;
        }

        @Override
        public SpanKind getKind() {
            return SpanKind.valueOf(span.kind.name());
        }

        @Override
        public SpanContext getSpanContext() {
            return SpanContext.create(
                    TraceParent.traceId(span.high, span.low),
                    TraceParent.spanId(span.id),
                    TraceFlags.getSampled(),
                    state(span.state));
        }

        @Override
        public SpanContext getParentSpanContext() {
            if (span.parent == 0) {
                return SpanContext.getInvalid();
            }
            String trace = TraceParent.traceId(span.high, span.low);
            String parent = TraceParent.spanId(span.parent);
            return span.remoteParent
                    ? SpanContext.createFromRemoteParent(
                            trace, parent, TraceFlags.getSampled(), TraceState.getDefault())
                    : SpanContext.create(trace, parent, TraceFlags.getSampled(), TraceState.getDefault());
        }

        /** Members that are not as they should be are left out. */
        private static TraceState state(String text) {
            if (text.isEmpty()) {
                return TraceState.getDefault();
            }
            TraceStateBuilder state = TraceState.builder();
            for (String member : text.split(",")) {
                int equals = member.indexOf('=');
                if (equals > 0) {
                    state.put(
                            member.substring(0, equals).strip(),
                            member.substring(equals + 1).strip());
                }
            }
            return state.build();
        }

        @Override
        public StatusData getStatus() {
            return span.error.isEmpty() ? StatusData.unset() : StatusData.create(StatusCode.ERROR, "");
        }

        @Override
        public long getStartEpochNanos() {
            return span.startMicros * NANOS_PER_MICRO;
        }

        @Override
        public long getEndEpochNanos() {
            return span.endMicros * NANOS_PER_MICRO;
        }

        @Override
        public boolean hasEnded() {
            return true;
        }

        @Override
        public Attributes getAttributes() {
            return attributes(span.attributes);
        }

        private static Attributes attributes(List<Object> pairs) {
            AttributesBuilder attributes = Attributes.builder();
            for (int i = 0; i < pairs.size(); i += 2) {
                String key = (String) pairs.get(i);
                if (pairs.get(i + 1) instanceof Long number) {
                    attributes.put(AttributeKey.longKey(key), number);
                } else {
                    attributes.put(AttributeKey.stringKey(key), (String) pairs.get(i + 1));
                }
            }
            return attributes.build();
        }

        @Override
        public List<EventData> getEvents() {
            return span.events.stream()
                    .map(event -> EventData.create(
                            event.micros() * NANOS_PER_MICRO, event.name(), attributes(event.attributes())))
                    .toList();
        }

        @Override
        public List<LinkData> getLinks() {
            Span.Link link = span.link;
            return link == null
                    ? List.of()
                    : List.of(LinkData.create(SpanContext.create(
                            TraceParent.traceId(link.high(), link.low()),
                            TraceParent.spanId(link.span()),
                            TraceFlags.getSampled(),
                            TraceState.getDefault())));
        }

        @Override
        public int getTotalRecordedEvents() {
            return span.events.size() + span.eventsLeftOut;
        }

        @Override
        public int getTotalRecordedLinks() {
            return getLinks().size();
        }

        @Override
        public int getTotalAttributeCount() {
            return span.attributes.size() / 2;
        }

        @Override
        @SuppressWarnings("deprecation") // the interface asks for it
        public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
            return InstrumentationLibraryInfo.create(SCOPE, null);
        }

        @Override
        public InstrumentationScopeInfo getInstrumentationScopeInfo() {
            return InstrumentationScopeInfo.create(SCOPE);
        }

        @Override
        public Resource getResource() {
            return resource;
        }
    }
}
