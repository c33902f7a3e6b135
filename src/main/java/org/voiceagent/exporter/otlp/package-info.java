/**
 * Sends metrics, a trace of each call and evaluations to an OpenTelemetry collector by OTLP.
 *
 * <p>The OpenTelemetry SDK is an add-on that lies beside the program. Only {@link
 * org.voiceagent.exporter.otlp.OtlpAddOn} may be used from outside: it reports an add-on that is
 * missing.
 */
package org.voiceagent.exporter.otlp;
