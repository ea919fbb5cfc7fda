using System.Text.Json;
using Microsoft.Playwright;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>axe-core (npm): what of a page people who cannot see, point or tell colours apart would stumble over.</summary>
internal static class Axe
{
    private const string Rules = """
        () => axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })
          .then(result => JSON.stringify(result.violations
            .filter(violation => violation.impact === "serious" || violation.impact === "critical")
            .flatMap(violation => violation.nodes.slice(0, 3).map(node => `${violation.id}: ${node.html.slice(0, 200)} (${node.failureSummary.slice(0, 200)})`))))
        """;

    private static readonly string Script = Repository.PathOf("tests", "clients", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Serious and critical violations.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        Assert.SkipUnless(File.Exists(Script), "tests/clients/node_modules holds no axe-core: run 'npm ci --prefix tests/clients' (tests/run.sh does) before this test");
        // Run beside the page and not in it, so that the page's own content security policy need not allow it.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Rules))!;
    }
}
