/** Removes everything that is kept about single calls, on request, with a signed receipt. */
package org.voiceagent.exporter.forget;
