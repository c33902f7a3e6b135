/** Who may see what: passwords, allowed host names, and the headers that protect browsers. */
package org.voiceagent.exporter.http.security;
