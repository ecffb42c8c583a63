package dev.countersign.web;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * A check run's Markdown as HTML. Raw HTML in it becomes text, an image nothing, and a link leads
 * to the web or nowhere.
 */
final class Explanation {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("https", "http")))
          .attributeProviderFactory(context -> Explanation::addScope)
          .build();

  private Explanation() {}

  static String html(String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(new Tidying());
    return RENDERER.render(document);
  }

  private static void addScope(Node node, String tag, Map<String, String> attributes) {
    if (tag.equals("th")) {
      attributes.put("scope", node.getParent().getParent() instanceof TableHead ? "col" : "row");
    }
  }

  /**
   * Takes images away, and the empty heads of the tables of facts, whose rows have their names in
   * the first cell.
   */
  private static final class Tidying extends AbstractVisitor {
    @Override
    public void visit(Image image) {
      image.unlink();
    }

    @Override
    public void visit(CustomBlock block) {
      if (block instanceof TableBlock
          && block.getFirstChild() instanceof TableHead head
          && isEmpty(head.getFirstChild())) {
        head.unlink();
        nameRows(block.getFirstChild());
      }
      visitChildren(block);
    }

    private static void nameRows(@Nullable Node body) {
      for (Node row = body == null ? null : body.getFirstChild();
          row != null;
          row = row.getNext()) {
        if (row.getFirstChild() instanceof TableCell name) {
          name.setHeader(true);
        }
      }
    }

    private static boolean isEmpty(Node row) {
      for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
        if (cell.getFirstChild() != null) {
          return false;
        }
      }
      return true;
    }
  }
}
