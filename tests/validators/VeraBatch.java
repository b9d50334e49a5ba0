import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * veraPDF over many files and flavours in one virtual machine. Arguments: FLAVOUR[,FLAVOUR...] FILE...
 *
 * <p>The library comes without the JAXB runtime that its own profile loader needs, so profiles are read with DOM.
 */
public class VeraBatch {
  private static final int SHOWN = 10;

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<PDFAFlavour, ValidationProfile> profiles = new HashMap<>();
    for (String name : arguments[0].split(",")) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
      profiles.put(flavour, profile(flavour));
      for (int i = 1; i < arguments.length; i++) {
        check(flavour, name, profiles.get(flavour), arguments[i]);
      }
    }
  }

  private static void check(PDFAFlavour flavour, String name, ValidationProfile profile, String file) {
    String failure = "";
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(profile, SHOWN, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String at = assertion.getLocation() == null ? "" : assertion.getLocation().getContext();
          say("failed", name, file, assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
              + " " + assertion.getMessage() + " [" + at + "]");
        }
      }
      failure = result.isCompliant() ? "" : "not compliant";
    } catch (Exception | Error problem) {
      failure = problem.toString();
    }
    say("done", name, file, failure);
  }

  private static void say(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      parts[i] = String.valueOf(parts[i]).replaceAll("\\s+", " ");
    }
    System.out.println(String.join("\t", parts));
  }

  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    String name = flavour == PDFAFlavour.PDFUA_2 ? "PDFUA-2-ISO32005" : flavour.name().replaceFirst("_", "-").replace("_", "");
    String path = "org/verapdf/pdfa/validation/" + name + ".xml";
    try (InputStream in = VeraBatch.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
      Set<Rule> rules = new LinkedHashSet<>();
      for (Element rule : elements(root, "rule")) {
        rules.add(rule(rule));
      }
      Set<Variable> variables = new LinkedHashSet<>();
      for (Element variable : elements(root, "variable")) {
        variables.add(
            Profiles.variableFromValues(
                variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
      }
      return Profiles.profileFromValues(
          flavour, Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }
  }

  private static Rule rule(Element rule) {
    Element id = elements(rule, "id").get(0);
    Element error = elements(rule, "error").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : elements(error, "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent().trim(), name, null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"),
        rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(error, "message"), arguments), Collections.emptyList());
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? null : found.get(0).getTextContent().trim();
  }
}
