package org.voiceagent.exporter.otlp;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.telemetry.ExportMeter;
import org.voiceagent.exporter.telemetry.ExportMeter.Target;
import org.voiceagent.exporter.totals.FamilySamples;

/**
 * Sends by OTLP with OpenTelemetry's SDK, which the {@code OTEL_*} variables configure. Calls wait
 * in a queue of limited size; one thread makes their spans and waits until a batch is sent, so a
 * collector that is slow or gone fills the queue and nothing else.
 */
final class OtlpExport implements ExportedCalls {
  private static final Logger logger = LoggerFactory.getLogger(OtlpExport.class);
  private static final String SCOPE = "voice-agent-exporter";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE_WITH_COLLECTOR = Duration.ofMinutes(1);

  /** Fewer than the SDK's own queues hold, so that they never drop anything. */
  private static final int BATCH = 1_000;

  /** What holds unless a variable says otherwise. */
  private static final Map<String, String> USUAL =
      Map.of(
          "otel.service.name", SCOPE,
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "otlp",
          "otel.traces.exporter", "otlp",
          "otel.logs.exporter", "otlp");

  private final BlockingQueue<Waiting> queue;
  private final Thread thread = new Thread(this::run, "otlp");
  private final ExportMeter meter;
  private final OpenTelemetrySdk sdk;
  private final CallSpans spans;
  private volatile boolean stopping;

  /** A call, and the facts that its evaluations come from; empty: the call is to be traced. */
  private record Waiting(CallSession call, Optional<Set<String>> facts) {}

  private OtlpExport(
      OtlpSettings settings, ExportMeter meter, OpenTelemetrySdk sdk, CallSpans spans) {
    this.queue = new ArrayBlockingQueue<>(settings.queue());
    this.meter = meter;
    this.sdk = sdk;
    this.spans = spans;
    thread.setDaemon(true);
  }

  /**
   * Starts it.
   *
   * @throws IOException if a variable cannot be used; says which
   */
  static OtlpExport start(
      OtlpSettings settings,
      Supplier<List<FamilySamples>> families,
      ExportMeter meter,
      InstantSource clock,
      String version)
      throws IOException {
    SemanticNames names = SemanticNames.of(settings.semconv());
    InstrumentationScopeInfo scope =
        InstrumentationScopeInfo.builder(SCOPE).setVersion(version).build();
    MetricTranslation metrics = new MetricTranslation(families, names, scope);
    CountedExport counted = new CountedExport(meter, clock);
    OpenTelemetrySdk sdk;
    try {
      sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> USUAL)
              .addMeterProviderCustomizer(
                  (meters, config) -> meters.registerMetricProducer(metrics))
              .addMetricExporterCustomizer((exporter, config) -> counted.of(exporter))
              .addSpanExporterCustomizer((exporter, config) -> counted.of(exporter))
              .addLogRecordExporterCustomizer((exporter, config) -> counted.of(exporter))
              .build()
              .getOpenTelemetrySdk();
    } catch (ConfigurationException e) {
      throw new IOException("OpenTelemetry's SDK refuses an OTEL_ variable: " + e.getMessage(), e);
    }
    CallSpans spans =
        new CallSpans(
            sdk.getSdkTracerProvider()
                .tracerBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build(),
            sdk.getSdkLoggerProvider()
                .loggerBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build(),
            names);
    OtlpExport export = new OtlpExport(settings, meter, sdk, spans);
    export.thread.start();
    return export;
  }

  @Override
  public void counted(CallSession call) {
    offer(new Waiting(call, Optional.empty()), Target.OTLP_TRACES);
  }

  @Override
  public void judged(CallSession call, Set<String> facts) {
    offer(new Waiting(call, Optional.of(facts)), Target.OTLP_LOGS);
  }

  private void offer(Waiting next, Target target) {
    if (!queue.offer(next)) {
      meter.dropped(target, 1);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        Waiting first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          batch(first);
        }
      }
    } catch (InterruptedException end) {
      logger.debug("sending by OTLP ends");
    }
  }

  private void batch(Waiting first) {
    try {
      int items = emit(first);
      Waiting next = queue.poll();
      while (next != null) {
        items += emit(next);
        next = items < BATCH ? queue.poll() : null;
      }
      flush();
    } catch (RuntimeException | Error fault) {
      logger.error("a call could not be sent by OTLP", fault);
    }
  }

  private int emit(Waiting next) {
    return next.facts().isPresent()
        ? spans.evaluations(next.call(), next.facts().get())
        : spans.trace(next.call());
  }

  private void flush() {
    long patience = PATIENCE_WITH_COLLECTOR.toSeconds();
    sdk.getSdkTracerProvider().forceFlush().join(patience, TimeUnit.SECONDS);
    sdk.getSdkLoggerProvider().forceFlush().join(patience, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    sdk.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
