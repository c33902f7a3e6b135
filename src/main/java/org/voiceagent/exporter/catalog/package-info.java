/**
 * What may be counted, as data: a catalog declares metric families, and maps the values of a record
 * to them. Works for any type of record; a call is one. Knows neither the totals nor the page.
 */
package org.voiceagent.exporter.catalog;
