# The daemon. `docker compose up --detach` builds and starts it; by hand:
#   docker build --tag voice-agent-exporter .
#   docker run --rm --publish 127.0.0.1:15100:15100 \
#     --volume "$PWD/monitoring/call_sessions:/app/monitoring/call_sessions" voice-agent-exporter

FROM eclipse-temurin:17.0.19_10-jdk-noble AS build
WORKDIR /src
# Without unzip, mvnw fetches another archive than the one whose checksum it knows.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends unzip \
  && rm -rf /var/lib/apt/lists/*
COPY . .
# What --version says. The history is not copied in here; scripts/build_facts prints these:
#   docker build --build-arg VERSION=... --build-arg COMMIT=... --build-arg BRANCH=...
ARG VERSION=0.1.0-SNAPSHOT
ARG COMMIT=unknown
ARG BRANCH=unknown
RUN ./mvnw --batch-mode -q -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true \
  "-Drevision=$VERSION" "-Dbuild.commit=$COMMIT" "-Dbuild.branch=$BRANCH" package

FROM eclipse-temurin:17.0.19_10-jre-noble
WORKDIR /app
COPY --from=build /src/target/layout /usr/lib/voice-agent-exporter
COPY scripts/java.options scripts/make_class_archive scripts/monitoring/is_ready /usr/lib/voice-agent-exporter/
COPY scripts/voice-agent-exporter /usr/bin/
COPY monitoring/exporter.yml monitoring/
COPY monitoring/rules monitoring/rules
# A new volume takes its owner from the folder below it. The archive fits the jar and the Java of this
# image only, so it is made here.
RUN install --directory --owner=10001 --group=10001 --mode=0750 /var/lib/voice-agent-exporter \
  && install --directory monitoring/call_sessions \
  && /usr/lib/voice-agent-exporter/make_class_archive
USER 10001:10001
EXPOSE 15100
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=1m \
  CMD ["/usr/lib/voice-agent-exporter/is_ready", "15100"]
ENTRYPOINT ["/usr/bin/voice-agent-exporter"]
# Only the port that is published to the host's loopback leads in here.
CMD ["serve", "--config", "monitoring/exporter.yml", "--listen", "0.0.0.0:15100", \
  "--sessions", "/app/monitoring/call_sessions", "--state", "/var/lib/voice-agent-exporter"]
