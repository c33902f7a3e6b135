/** What several tests share: golden files and calls made by hand. */
package org.voiceagent.exporter.testing;
