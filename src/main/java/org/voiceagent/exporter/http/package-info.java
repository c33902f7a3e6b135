/**
 * The web server: reads requests, checks them, and answers with the pages of {@code http.pages}.
 */
package org.voiceagent.exporter.http;
