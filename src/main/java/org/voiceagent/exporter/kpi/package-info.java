/**
 * Key performance indicators: what each one is, the hourly history they are worked out from, and
 * the questions that can be asked of it. Knows no HTTP and no command line.
 */
package org.voiceagent.exporter.kpi;
