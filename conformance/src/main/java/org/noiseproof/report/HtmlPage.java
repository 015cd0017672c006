package org.noiseproof.report;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;

/** What every report is: one HTML file that needs no network, well-formed XML too. */
final class HtmlPage {
  private HtmlPage() {}

  /** The file, around a body. */
  static String of(String title, Markup body) {
    Markup out = new Markup();
    out.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    out.empty("meta", "charset", "utf-8");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.element("title", "Noiseproof: " + title);
    out.open("style").raw(HtmlReport.resource("report.css")).close().close();
    out.open("body").open("main").raw(body.toString()).close();
    out.open("script").raw(HtmlReport.resource("report.js")).close();
    return out.close().close().text("\n").toString();
  }

  /** A name and its value, in a list of facts. */
  static void fact(Markup out, String name, String value) {
    out.open("div").element("dt", name).element("dd", value).close();
  }

  /** What a backend has used, a fact each. */
  static void used(Markup out, Map<String, Long> usage) {
    usage.forEach((what, count) -> fact(out, sentence(what), Numbers.count(count)));
  }

  /** Words, the first with a capital. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** A moment, in words. */
  static String moment(ZonedDateTime moment) {
    return moment.format(DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ROOT));
  }

  /** The line that runs something again, with a button that copies it. */
  static void replay(Markup out, String line) {
    out.open("p", "class", "replay").element("span", "Run it again").element("code", line);
    out.element("button", "Copy", "type", "button", "data-copy", line).close();
  }
}
