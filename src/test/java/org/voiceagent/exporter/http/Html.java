package org.voiceagent.exporter.http;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Parses our pages, which are well-formed XML, with a strict XML parser. */
public final class Html {
  private final Document document;

  private Html(Document document) {
    this.document = document;
  }

  public static Html parse(String page) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return new Html(builder.parse(new InputSource(new StringReader(page))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + page, e);
    }
  }

  /** The texts of all elements of this name. */
  public List<String> texts(String tag) {
    List<String> texts = new ArrayList<>();
    NodeList elements = document.getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  /** All values of an attribute. */
  public List<String> attributes(String name) {
    List<String> values = new ArrayList<>();
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      var attribute = elements.item(i).getAttributes().getNamedItem(name);
      if (attribute != null) {
        values.add(attribute.getNodeValue());
      }
    }
    return values;
  }

  /** The names of all elements. */
  public List<String> tags() {
    List<String> names = new ArrayList<>();
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      names.add(elements.item(i).getNodeName());
    }
    return names;
  }
}
