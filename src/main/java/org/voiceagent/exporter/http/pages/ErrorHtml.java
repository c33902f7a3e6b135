package org.voiceagent.exporter.http.pages;

import java.util.Optional;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;

/** Errors as pages for people: what is wrong, and where to go from there. */
public final class ErrorHtml {
  private ErrorHtml() {}

  /** The same error as a page if the client prefers HTML; any other answer as it is. */
  public static PageResponse forPeople(PageRequest request, PageResponse answer) {
    return answer.error().isPresent() && request.prefersHtml()
        ? answer.as(page(request, answer.status(), answer.error().get()))
        : answer;
  }

  private static String page(PageRequest request, int status, String message) {
    return HtmlPage.of(
        title(status),
        page -> {
          page.begin("p", "class", "error").text(HumanText.sentence(message)).end().line();
          page.element("p", advice(status)).line().begin("ul", "class", "ways").line();
          samePage(request, status)
              .ifPresent(path -> way(page, path, "this page without parameters"));
          way(page, "/", "the overview");
          way(page, "/calls", "all calls");
          way(page, "/feedback/open", "the advice that is open");
          page.end().line();
          page.element("p", "Status " + status, "class", "quiet").line();
        });
  }

  /** The path alone, which the router knows, so that it is not an arbitrary one. */
  private static Optional<String> samePage(PageRequest request, int status) {
    return status == 400 && !request.segments().isEmpty()
        ? Optional.of(request.path())
        : Optional.empty();
  }

  private static void way(HtmlWriter page, String path, String text) {
    page.begin("li").link(path, text).end().line();
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "This address has a mistake";
      case 401 -> "Sign in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "This page is for reading";
      case 421 -> "Another host name";
      case 503 -> "Not now";
      default -> status >= 500 ? "This page failed" : "This request was refused";
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case 400 -> "Correct the address, or go to one of these pages.";
      case 401 ->
          "Reload the page and enter a user name and a password from the web configuration.";
      case 403 -> "Ask the person who configures this exporter for access.";
      case 404 ->
          "The address may be misspelt. A call's page lasts only as long as the call's folder.";
      case 503 -> "Reload the page in a few seconds.";
      default -> "These pages work.";
    };
  }
}
