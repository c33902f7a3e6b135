/**
 * What a finished call is: identity, labels, facts and configuration. Everything here is an
 * immutable value that knows neither files nor metrics.
 */
package org.voiceagent.exporter.call;
