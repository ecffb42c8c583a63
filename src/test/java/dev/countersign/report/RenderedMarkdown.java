package dev.countersign.report;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a Markdown parser makes of a report. */
final class RenderedMarkdown extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
          .build();

  final List<String> codes = new ArrayList<>();
  final List<String> links = new ArrayList<>();
  final List<String> html = new ArrayList<>();
  final List<String> texts = new ArrayList<>();
  final List<String> codeBlocks = new ArrayList<>();
  final List<Integer> rowLengths = new ArrayList<>();
  int images;

  RenderedMarkdown(String markdown) {
    PARSER.parse(markdown).accept(this);
  }

  @Override
  public void visit(Code code) {
    codes.add(code.getLiteral());
  }

  @Override
  public void visit(Link link) {
    links.add(link.getDestination()); // GitHub looks for nothing in a link's text
  }

  @Override
  public void visit(Image image) {
    images++;
  }

  @Override
  public void visit(HtmlInline inline) {
    html.add(inline.getLiteral());
  }

  @Override
  public void visit(HtmlBlock block) {
    html.add(block.getLiteral());
  }

  @Override
  public void visit(Text text) {
    texts.add(text.getLiteral());
  }

  @Override
  public void visit(Heading heading) {
    visitChildren(heading);
  }

  @Override
  public void visit(FencedCodeBlock block) {
    codeBlocks.add(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    throw new AssertionError("nothing is indented: " + block.getLiteral());
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableRow) {
      int cells = 0;
      for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
        cells++;
      }
      rowLengths.add(cells);
    }
    visitChildren(node);
  }
}
