package org.voiceagent.exporter.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.InstantSource;
import java.util.Collection;
import org.voiceagent.exporter.telemetry.ExportMeter;
import org.voiceagent.exporter.telemetry.ExportMeter.Result;
import org.voiceagent.exporter.telemetry.ExportMeter.Target;

/** Exporters of the SDK that tell the daemon's own metrics what became of each request. */
final class CountedExport {
  private final ExportMeter meter;
  private final InstantSource clock;

  CountedExport(ExportMeter meter, InstantSource clock) {
    this.meter = meter;
    this.clock = clock;
  }

  /** Points are not dropped when a request fails: the next one has the same totals. */
  MetricExporter of(MetricExporter exporter) {
    meter.sendingTo(Target.OTLP_METRICS);
    return new MetricExporter() {
      @Override
      public CompletableResultCode export(Collection<MetricData> metrics) {
        return counted(Target.OTLP_METRICS, exporter.export(metrics), 0);
      }

      @Override
      public CompletableResultCode flush() {
        return exporter.flush();
      }

      @Override
      public CompletableResultCode shutdown() {
        return exporter.shutdown();
      }

      @Override
      public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return exporter.getAggregationTemporality(type);
      }
    };
  }

  /** The same for spans. */
  SpanExporter of(SpanExporter exporter) {
    meter.sendingTo(Target.OTLP_TRACES);
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        return counted(Target.OTLP_TRACES, exporter.export(spans), spans.size());
      }

      @Override
      public CompletableResultCode flush() {
        return exporter.flush();
      }

      @Override
      public CompletableResultCode shutdown() {
        return exporter.shutdown();
      }
    };
  }

  /** The same for log records. */
  LogRecordExporter of(LogRecordExporter exporter) {
    meter.sendingTo(Target.OTLP_LOGS);
    return new LogRecordExporter() {
      @Override
      public CompletableResultCode export(Collection<LogRecordData> logs) {
        return counted(Target.OTLP_LOGS, exporter.export(logs), logs.size());
      }

      @Override
      public CompletableResultCode flush() {
        return exporter.flush();
      }

      @Override
      public CompletableResultCode shutdown() {
        return exporter.shutdown();
      }
    };
  }

  private CompletableResultCode counted(Target target, CompletableResultCode result, long items) {
    return result.whenComplete(
        () -> {
          meter.sent(target, result.isSuccess() ? Result.OK : Result.FAILED, clock.instant());
          if (!result.isSuccess()) {
            meter.dropped(target, items);
          }
        });
  }
}
