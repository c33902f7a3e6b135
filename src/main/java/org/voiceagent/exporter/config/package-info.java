/** What an operator can set: one file, read strictly, every key with a default. */
package org.voiceagent.exporter.config;
