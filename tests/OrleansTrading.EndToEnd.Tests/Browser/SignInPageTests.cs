using System.Diagnostics;
using Microsoft.Playwright;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>People at the real host: coming in, being kept out, going.</summary>
public sealed class SignInPageTests : IAsyncLifetime
{
    private const string Password = "a-long-enough-password";

    private readonly TemporaryDirectory _data = new();
    private HostProcess? _silo;
    private Chromium? _chromium;

    private string Address => _silo!.Address.ToString();

    public async ValueTask InitializeAsync()
    {
        var hash = await HashAsync();
        var settings = new Dictionary<string, string> { ["Watchlist__Symbols"] = "BTCUSDT", ["Access__SessionCheck"] = "00:00:01" };
        foreach (var (name, role) in new[] { ("vera", "Viewer"), ("olga", "Operator"), ("anna", "Admin") })
            (settings[$"Access__Users__{name}__Role"], settings[$"Access__Users__{name}__PasswordHash"]) = (role, hash);
        _silo = await HostProcess.StartSiloAsync(_data.Path, settings, TestContext.Current.CancellationToken);
        _chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_silo is not null)
            await _silo.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task SignIn_LeadsToThePageThatWasWanted_AndSignOutEndsEveryPage()
    {
        await using var page = await _chromium!.OpenAsync(Address);
        await page.Page.GotoAsync("/audit");
        await SignInAsync(page.Page, "anna", "not-the-password");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The name or the password is wrong.");
        await SignInAsync(page.Page, "anna", Password);
        await Assertions.Expect(page.Page).ToHaveURLAsync(Address.TrimEnd('/') + "/audit");
        await Assertions.Expect(page.Page.Locator("main[data-live=true]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.Locator(".person")).ToHaveTextAsync("anna · Admin");
        await Assertions.Expect(page.Page.Locator("[data-audit='session.begin']")).ToHaveCountAsync(2, new() { Timeout = 30_000 });

        var other = await page.Page.Context.NewPageAsync();
        await other.GotoAsync("/settings");
        await Assertions.Expect(other.Locator("main[data-live=true]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#sign-in-name")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByText("You are signed out")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task SignIn_FailedTooOften_HasToWait()
    {
        await using var page = await _chromium!.OpenAsync(Address);
        await page.Page.GotoAsync("/sign-in");
        for (var i = 0; i < 5; i++)
            await SignInAsync(page.Page, "olga", $"not-the-password-{i}");
        await SignInAsync(page.Page, "olga", Password);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many attempts have failed.");
    }

    [Fact]
    public async Task Action_ThatARoleMayNot_IsRefusedByTheServer()
    {
        await using var page = await _chromium!.OpenAsync(Address);
        await page.Page.GotoAsync("/settings");
        await SignInAsync(page.Page, "vera", Password);
        await Assertions.Expect(page.Page.Locator("main[data-live=true]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.Locator("#tokens")).ToHaveCountAsync(0);
        // What the hidden buttons would send, sent from the page itself with the reader's own session.
        var answers = await page.Page.EvaluateAsync<int[]>(
            """
            async () => {
              const wanted = [["POST", "/api/v1/jobs/prune/runs"], ["POST", "/api/v1/accounts/paper/kill"], ["PATCH", "/api/v1/accounts/paper/limits"], ["GET", "/api/v1/tokens"], ["GET", "/api/v1/jobs"]];
              const answers = [];
              for (const [method, path] of wanted) answers.push((await fetch(path, { method })).status);
              return answers;
            }
            """);
        answers.ShouldBe([403, 403, 403, 403, 200]);
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.Locator("#sign-in-name").FillAsync(name);
        await page.Locator("#sign-in-password").FillAsync(password);
        // The answer may be the same page again: this one is marked, to be known from it.
        await page.EvaluateAsync("document.body.dataset.before = ''");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.Locator("body[data-before]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    private static async Task<string> HashAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [HostProcess.PathOf("OrleansTrading.Silo"), "hash-password"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteLineAsync(Password);
        process.StandardInput.Close();
        var hash = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return hash.Trim();
    }
}
