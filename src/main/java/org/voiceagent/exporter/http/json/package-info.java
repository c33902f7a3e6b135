/** The JSON documents the daemon serves, in the form of the schemas in {@code docs/schema}. */
package org.voiceagent.exporter.http.json;
