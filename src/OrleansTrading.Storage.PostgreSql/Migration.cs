using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>One numbered step of the tables' history: plain SQL, which is applied once, in order, and never changed afterwards.</summary>
/// <param name="Number">1, 2, ... without gaps.</param>
/// <param name="Name">The file's name without number and extension.</param>
/// <param name="Sql">A first line <c>-- breaks older builds</c> says that builds which do not know the step cannot work after it. Any number of statements; they come about together or not at all.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Those of this build, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read();

    /// <summary>Whether builds that do not know the step cannot work after it; else they may, so that a roll out can be taken back.</summary>
    public bool Breaks => Sql.StartsWith("-- breaks older builds\n", StringComparison.Ordinal);

    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <remarks>Names are <c>NNN-name.sql</c>.</remarks>
    private static Migration[] Read()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Read(assembly, name))];
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(resource.AsSpan(0, 3), CultureInfo.InvariantCulture), resource[4..^4], reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
