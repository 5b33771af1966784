# The server of Amparo for operators: docs/operations.md, "In a container".

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B -pl server -am package -DskipTests -Dmaven.test.skip=true -Damparo.quick

FROM eclipse-temurin:25-jre
# Numbers, so that whoever looks after the volume can name them.
RUN groupadd --system --gid 10001 amparo \
    && useradd --system --uid 10001 --gid amparo --home-dir /data --shell /usr/sbin/nologin amparo \
    && install -d -o amparo -g amparo -m 0700 /data
WORKDIR /opt/amparo
COPY --from=build /src/server/target/amparo-server.jar ./
COPY --from=build /src/server/target/lib ./lib
COPY --from=build /src/server/docker/amparo /src/server/docker/health /usr/local/bin/
# Faster starts; the image is as good without it. Recorded by the Java that will use it.
RUN AMPARO_JAVA_OPTIONS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=/tmp/amparo.aot" \
        setpriv --reuid=10001 --regid=10001 --clear-groups amparo train \
    && mv /tmp/amparo.aot /opt/amparo/amparo.aot || rm -f /tmp/amparo.aot*
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=120s --retries=4 CMD ["health"]
ENTRYPOINT ["amparo"]
CMD ["serve", "--data", "/data", "--bind", "0.0.0.0", "--port", "8080", "--behind-proxy"]
