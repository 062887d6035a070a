# The image of one service; SERVICE says which. Build the jars first:
#   ./mvnw -q -pl services/standalone -am package -DskipTests
#   docker build --build-arg SERVICE=edge-proxy -t sallyport/edge-proxy .
# SERVICE: edge-proxy, policy-service, router-service, cache-service, log-collector, demo-origin.
# RUNTIME_IMAGE: any image with a JRE 17 or newer, glibc, and bash for the health check.
ARG RUNTIME_IMAGE=eclipse-temurin:17-jre

# Only the jars that the service needs, without what is for other machines; native libraries as files; and its classes as a
# rehearsal of its start left them, which the very JVM that wrote them can map.
FROM ${RUNTIME_IMAGE} AS assembly
ARG SERVICE
COPY services/standalone/target/dist/lib /dist
COPY deploy/image /options
RUN java -cp "/dist/*" io.sallyport.standalone.image.ImageMain \
    --service "$SERVICE" --lib /dist --options /options --into /opt/sallyport

FROM ${RUNTIME_IMAGE}
COPY --from=assembly /opt/sallyport /opt/sallyport

# For records; a volume that is new takes its owner from here.
RUN mkdir /data && chown 10001:10001 /data

# Nobody in particular: the services need no name, no home and no right to write but to /tmp, and a log-collector to /data.
# All of the rest may be read-only, and /tmp noexec.
USER 10001:10001
WORKDIR /tmp
ENV HEALTH_PORT=9000 HEALTH_PATH=/health/ready

HEALTHCHECK --interval=2s --timeout=10s --start-period=120s --retries=5 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$HEALTH_PORT && printf 'GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' $HEALTH_PATH >&3 && read -r -t 3 _ status _ <&3 && [[ $status == 200 ]]"]

ENTRYPOINT ["java", "@/opt/sallyport/java.options", "-jar", "/opt/sallyport/service.jar"]
CMD ["--config", "/etc/sallyport"]
