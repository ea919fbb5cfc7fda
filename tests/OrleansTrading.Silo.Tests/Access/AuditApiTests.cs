using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Access;

/// <summary>The audit log, read by a program.</summary>
public sealed class AuditApiTests(AccessFixture access)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_PageByPage_HasEveryLineOnceNewestFirst()
    {
        using var anna = await access.SignedInAsync("anna");
        foreach (var name in (string[])["audited-1", "audited-2", "audited-3"])
        {
            using var answer = await anna.PostAsync($"/api/v1/jobs/{name}/runs", null, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var all = await PageAsync(anna, "who=anna&action=job.run&target=audited-");
        var entries = all.GetProperty("entries").EnumerateArray().ToList();
        all.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        entries.Count.ShouldBe(6, "a line of the beginning and one of the end each");
        entries[0].EnumerateObject().Select(member => member.Name)
            .ShouldBe(["id", "time", "who", "way", "from", "action", "target", "outcome", "before", "after", "detail"]);
        // Two requests may fall into one millisecond; the end of each comes after its own beginning all the same.
        entries.Select(entry => entry.GetProperty("time").GetInt64()).ShouldBeInOrder(SortDirection.Descending);
        entries.ToLookup(entry => entry.GetProperty("target").GetString(), entry => entry.GetProperty("outcome").GetString())
            .ShouldAllBe(action => action.SequenceEqual(new[] { "refused", "begun" }));
        var paged = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await PageAsync(anna, "who=anna&action=job.run&target=audited-&limit=4" + (next.Length > 0 ? $"&after={next}" : ""));
            paged.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetRawText()));
            next = page.GetProperty("next").GetString();
        }

        paged.ShouldBe(entries.Select(entry => entry.GetRawText()));
        (await PageAsync(anna, "who=anna&action=job.run&target=audited-&outcome=begun")).GetProperty("entries").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("outcome=perhaps", "outcome")]
    [InlineData("limit=0", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("before=-1", "before")]
    [InlineData("after=../../etc", "after")]
    public async Task Audit_AskedWrongly_TellsTheField(string query, string field)
    {
        using var anna = await access.SignedInAsync("anna");
        using var answer = await anna.GetAsync("/api/v1/audit?" + query, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static Task<JsonElement> PageAsync(HttpClient client, string query) => client.GetFromJsonAsync<JsonElement>("/api/v1/audit?" + query, Token);
}
