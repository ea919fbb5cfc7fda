using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>The summaries that the compiler has put beside the assemblies, as Markdown on one line.</summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<string, string> _summaries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = [];

    public string? OfType(Type type) => Find(type, $"T:{NameOf(type)}");

    public string? OfProperty(Type type, string property) => Find(type, $"P:{NameOf(type)}.{property}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private string? Find(Type type, string member)
    {
        var file = Path.ChangeExtension(type.Assembly.Location, ".xml");
        if (_read.Add(file) && File.Exists(file))
        {
            foreach (var element in XDocument.Load(file).Descendants("member").Where(element => element.Element("summary") is not null))
                _summaries[element.Attribute("name")!.Value] = Text(element.Element("summary")!);
        }

        return _summaries.GetValueOrDefault(member);
    }

    private static string Text(XElement summary) => Spaces().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.', ':')[^1]}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
