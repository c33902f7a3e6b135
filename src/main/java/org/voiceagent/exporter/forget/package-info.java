/** Removes all that is kept of single calls, on request, and proves that it did. */
package org.voiceagent.exporter.forget;
