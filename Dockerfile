# One image for every service: the command names the main class. Build the jars first:
#   ./mvnw -q -pl services/standalone -am package -DskipTests
# RUNTIME_IMAGE is any image with a JRE 17 or newer and bash (for the health check).
ARG RUNTIME_IMAGE=eclipse-temurin:17-jre
FROM ${RUNTIME_IMAGE}

COPY services/standalone/target/dist/lib /opt/sallyport/lib

# For records; a volume that is new takes its owner from here.
RUN mkdir /data && chown 10001:10001 /data

# Nobody in particular: the services need no name, no home and no right to write but to /tmp, and a log-collector to /data.
USER 10001:10001
WORKDIR /tmp
ENV HEALTH_PORT=9000 HEALTH_PATH=/health/ready

HEALTHCHECK --interval=5s --timeout=10s --start-period=120s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$HEALTH_PORT && printf 'GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' $HEALTH_PATH >&3 && read -r -t 3 _ status _ <&3 && [[ $status == 200 ]]"]

# Half of the container's memory for the heap: Netty's buffers live beside it. The rest is what ./sallyport passes, too.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", \
  "-Dvertx.disableTCCL=true", "-Dio.netty.tryReflectionSetAccessible=true", "--add-modules", "java.se", \
  "--add-opens", "java.base/java.nio=ALL-UNNAMED", "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", \
  "--add-exports", "java.base/jdk.internal.ref=ALL-UNNAMED", \
  "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED", \
  "--add-opens", "java.management/sun.management=ALL-UNNAMED", \
  "--add-opens", "jdk.management/com.sun.management.internal=ALL-UNNAMED", \
  "-cp", "/opt/sallyport/lib/*"]
CMD ["io.sallyport.edge.EdgeMain", "--config", "/etc/sallyport"]
