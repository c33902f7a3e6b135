/**
 * The pages themselves: each turns a request into JSON, HTML or the page that Prometheus scrapes.
 */
package org.voiceagent.exporter.http.pages;
