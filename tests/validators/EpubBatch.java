import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.DefaultReportImpl;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;

/** EPUBCheck over many books in one virtual machine: a line per message, then one per book. */
public class EpubBatch {
  private static final Set<Severity> SHOWN = Set.of(Severity.FATAL, Severity.ERROR, Severity.WARNING);

  public static void main(String[] books) throws Exception {
    PrintStream out = System.out;
    for (String book : books) {
      DefaultReportImpl report =
          new DefaultReportImpl(book, "", true) {
            @Override
            public void message(Message message, EPUBLocation at, Object... arguments) {
              super.message(message, at, arguments);
              if (SHOWN.contains(message.getSeverity())) {
                out.println(
                    String.join(
                        "\t",
                        "message",
                        message.getSeverity().toString(),
                        message.getID() + " " + at.getPath() + ":" + at.getLine() + " "
                            + message.getMessage(arguments).replaceAll("\\s+", " ")));
              }
            }
          };
      PrintStream err = System.err;
      System.setErr(new PrintStream(OutputStream.nullOutputStream()));
      try {
        new EpubCheck(new File(book), report).check();
      } finally {
        System.setErr(err);
      }
      out.println("done\t" + book);
    }
  }
}
