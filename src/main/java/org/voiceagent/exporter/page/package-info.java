/**
 * The page that Prometheus scrapes. Families with totals are written here, all others by the client
 * library; both become one page, sorted by name, in either format.
 */
package org.voiceagent.exporter.page;
