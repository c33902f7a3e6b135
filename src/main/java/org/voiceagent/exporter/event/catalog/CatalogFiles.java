package org.voiceagent.exporter.event.catalog;

import java.util.Map;
import java.util.TreeMap;

/** The files that follow from catalogs, apart from dashboards: documentation, alerts, columns. */
public final class CatalogFiles {
  private CatalogFiles() {}

  /** The text of each file, by its path from the root of the sources. */
  public static Map<String, String> of(EventCatalogs catalogs) {
    Map<String, String> files = new TreeMap<>();
    for (EventCatalog catalog : catalogs.catalogs()) {
      String name = catalog.name();
      files.put("docs/catalogs/" + name + ".md", CatalogDocs.of(catalog));
      files.put("monitoring/sql/events_" + name + ".columns", TableColumns.of(catalog));
      if (!catalog.alerts().isEmpty()) {
        files.put("monitoring/prometheus/rules/" + name + ".rules.yml", RulesText.of(catalog));
      }
    }
    return files;
  }
}
