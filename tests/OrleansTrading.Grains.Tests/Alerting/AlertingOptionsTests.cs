using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Alerting;

public sealed class AlertingOptionsTests
{
    private readonly AlertingOptions _options = new();

    [Fact]
    public void Defaults_AreFineAndRouteNothing()
    {
        Check().ShouldBeEmpty();
        _options.ToPlan().Routes.ShouldBeEmpty();
        _options.ToPlan().Inhibitions.ShouldHaveSingleItem().Suppresses.ShouldBe(["candles-stale"]);
    }

    [Fact]
    public void Routes_WithoutRules_GetWarningsAndWorse()
    {
        _options.Routes["ops"] = new AlertRouteOptions { Address = "http://127.0.0.1/" };
        _options.Routes["phone"] = new AlertRouteOptions { Address = "http://127.0.0.1/" };
        var plan = _options.ToPlan();
        plan.RoutesOf(Messages.Event(severity: NotificationSeverity.Warning)).ShouldBe(["ops", "phone"]);
        plan.RoutesOf(Messages.Event(severity: NotificationSeverity.Information)).ShouldBeEmpty();
    }

    [Fact]
    public void Rules_NameKindsLabelsAndRoutes()
    {
        _options.Routes["ops"] = new AlertRouteOptions { Address = "http://127.0.0.1/" };
        _options.Routes["phone"] = new AlertRouteOptions { Address = "http://127.0.0.1/" };
        _options.Rules["fills"] = new AlertRuleOptions { Kinds = "fill, guard-*", MinSeverity = NotificationSeverity.Information, Match = "account=paper", Routes = "phone" };
        Check().ShouldBeEmpty();
        _options.ToPlan().RoutesOf(Messages.Event(severity: NotificationSeverity.Information)).ShouldBe(["phone"]);
    }

    [Fact]
    public void Defects_AreAllNamedAndTellNoSecret()
    {
        _options.Routes["hook"] = new AlertRouteOptions { Address = "ftp://planted/", Secret = "planted", TimeLimit = TimeSpan.Zero };
        _options.Routes["bot"] = new AlertRouteOptions { Kind = AlertRouteKind.Telegram, Address = "planted" };
        _options.Routes["mail"] = new AlertRouteOptions { Kind = AlertRouteKind.Email, From = "nobody", To = "", User = "me", Secret = "planted", Security = SmtpSecurity.None };
        _options.Routes["a b"] = new AlertRouteOptions { Address = "http://127.0.0.1/", Secret = "planted", SecretFile = "/nowhere" };
        _options.Rules["r"] = new AlertRuleOptions { Kinds = "", Match = "account", Routes = "nowhere" };
        _options.Inhibitions["i"] = new AlertInhibitionOptions { Suppresses = "x" };
        _options.Metrics["m"] = new AlertMetricOptions { Metric = "", Match = "x" };
        var defects = Check();
        string[] settings =
        [
            "Routes:hook:TimeLimit", "Routes:hook:Address", "Routes:bot:Address", "Routes:bot:ChatId", "Routes:bot:Secret", "Routes:mail:Host", "Routes:mail:From", "Routes:mail:To",
            "Routes:mail:Security", "Routes:a b: expected a name", "Routes:a b: expected either", "Rules:r:Kinds", "Rules:r:Match", "Rules:r:Routes", "Inhibitions:i:Source",
            "Metrics:m:Metric", "Metrics:m:Match", "Metrics:m: expected Above",
        ];
        foreach (var setting in settings)
            defects.ShouldContain(defect => defect.StartsWith($"Alerting:{setting}", StringComparison.Ordinal), setting);
        defects.Count.ShouldBe(settings.Length, string.Join('\n', defects));
        defects.ShouldAllBe(defect => !defect.Contains("planted"));
    }

    [Fact]
    public void SecretFile_ReadableByOthers_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Files have no modes here.");
            return;
        }

        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "secret");
        File.WriteAllText(path, "planted\n");
        _options.Routes["hook"] = new AlertRouteOptions { Address = "http://127.0.0.1/", SecretFile = path };
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Check().ShouldHaveSingleItem().ShouldContain("chmod 600");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Check().ShouldBeEmpty();
        AlertSecret.Read(_options.Routes["hook"]).ShouldBe("planted");
    }

    private IReadOnlyList<string> Check() => [.. new AlertingOptionsCheck().Validate(null, _options).Failures ?? []];
}
