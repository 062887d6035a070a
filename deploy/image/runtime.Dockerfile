# A runtime with the modules that the services need and nothing else, for RUNTIME_IMAGE of docker-compose.yml:
#   docker build -f deploy/image/runtime.Dockerfile -t sallyport/runtime deploy/image
ARG JDK_IMAGE=eclipse-temurin:17-jdk
# glibc and bash.
ARG BASE_IMAGE=debian:12-slim
FROM ${JDK_IMAGE} AS jdk
RUN jlink --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.net,jdk.jfr,jdk.naming.dns,jdk.zipfs \
    --strip-debug --no-header-files --no-man-pages --compress=2 --output /runtime && /runtime/bin/java -Xshare:dump

FROM ${BASE_IMAGE}
COPY --from=jdk /runtime /opt/java
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
