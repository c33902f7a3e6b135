/**
 * Strict reading of our own YAML files: every node knows its file, line and path, and every mistake
 * is collected, so that an operator sees all of them at once.
 */
package org.voiceagent.exporter.yaml;
