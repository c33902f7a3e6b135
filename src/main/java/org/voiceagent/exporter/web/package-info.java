/**
 * Who may ask over HTTP and how the way there is protected: the exporter-toolkit's web
 * configuration, TLS from PEM files, and passwords. Knows nothing of pages.
 */
package org.voiceagent.exporter.web;
