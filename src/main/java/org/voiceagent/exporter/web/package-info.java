/**
 * Protection of access over HTTP: the exporter-toolkit's web configuration, TLS from PEM files, and
 * passwords. Knows nothing about pages.
 */
package org.voiceagent.exporter.web;
