using System.Text.RegularExpressions;
using OrleansTrading.TestKit;
using YamlDotNet.RepresentationModel;

namespace OrleansTrading.Silo.Tests.Monitoring;

/// <summary>What Alertmanager is given, as it stands and with what the environment adds, judged by its own tool.</summary>
public sealed partial class AlertmanagerConfigurationTests : IDisposable
{
    private const string Directory = "monitoring/alertmanager";

    private readonly TemporaryDirectory _directory = new();

    private string Output => Path.Combine(_directory.Path, "alertmanager.yml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Configuration_AsItStands_PassesAmtoolAndHoldsNoReceiver()
    {
        await CheckAsync(Repository.PathOf(Directory, "alertmanager.yml"));
        Receivers(Repository.PathOf(Directory, "alertmanager.yml")).ShouldAllBe(receiver => receiver.Children.Count == 1);
    }

    [Fact]
    public async Task Inhibitions_NameAlertsThatThereAre()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf(Directory, "alertmanager.yml"), TestContext.Current.CancellationToken);
        var named = AlertNames().Matches(text).SelectMany(match => match.Groups[1].Value.Split('|')).ToHashSet();
        named.Count.ShouldBeGreaterThan(10);
        named.Except(AlertRule.ReadAll().Select(rule => rule.Name)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("critical", "critical")]
    [InlineData("warning", "warning")]
    public async Task Route_OfASeverity_LeadsToItsReceiver(string severity, string receiver)
    {
        var (code, output) = await Tool.RunAsync(
            Directory, "amtool", ["config", "routes", "test", "--config.file=alertmanager.yml", $"--verify.receivers={receiver}", $"severity={severity}", "alertname=X"]);
        code.ShouldBe(0, output);
    }

    [Fact]
    public async Task Configure_WithEveryWay_WritesAllOfThemForEveryReceiverAndForTheOwnerAlone()
    {
        var token = Path.Combine(_directory.Path, "token");
        await File.WriteAllTextAsync(token, "12:it's \"a\" \\ secret # and: more\n", TestContext.Current.CancellationToken);
        var (code, said) = await ConfigureAsync(new Dictionary<string, string>
        {
            ["ALERT_WEBHOOK_URL"] = "https://hooks.example.org/x?a='b'&c=$HOME", ["ALERT_WEBHOOK_TOKEN"] = "bearer", ["ALERT_TELEGRAM_TOKEN_FILE"] = token,
            ["ALERT_TELEGRAM_CHAT"] = "-1001234", ["ALERT_EMAIL_TO"] = "a@example.org, b@example.org", ["ALERT_EMAIL_FROM"] = "silo@example.org",
            ["ALERT_EMAIL_SERVER"] = "mail.example.org:587", ["ALERT_EMAIL_USER"] = "silo", ["ALERT_EMAIL_PASSWORD"] = "p'w",
        });
        code.ShouldBe(0, said);
        said.ShouldBeEmpty();
        await CheckAsync(Output);
        foreach (var receiver in Receivers(Output))
        {
            var webhook = receiver["webhook_configs"][0];
            webhook["url"].ToString().ShouldBe("https://hooks.example.org/x?a='b'&c=$HOME");
            webhook["http_config"]["authorization"]["credentials"].ToString().ShouldBe("bearer");
            receiver["telegram_configs"][0]["bot_token"].ToString().ShouldBe("12:it's \"a\" \\ secret # and: more");
            receiver["telegram_configs"][0]["chat_id"].ToString().ShouldBe("-1001234");
            receiver["email_configs"][0]["to"].ToString().ShouldBe("a@example.org, b@example.org");
            receiver["email_configs"][0]["auth_password"].ToString().ShouldBe("p'w");
        }

        (OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Output)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("webhook_configs", "ALERT_WEBHOOK_URL=http://127.0.0.1:1/")]
    [InlineData("telegram_configs", "ALERT_TELEGRAM_TOKEN=1:a ALERT_TELEGRAM_CHAT=5")]
    [InlineData("email_configs", "ALERT_EMAIL_TO=a@b.c ALERT_EMAIL_FROM=d@e.f ALERT_EMAIL_SERVER=mail:25")]
    [InlineData(null, "")]
    public async Task Configure_WithOneWay_WritesThatAlone(string? expected, string environment)
    {
        var (code, said) = await ConfigureAsync(Parse(environment));
        code.ShouldBe(0, said);
        await CheckAsync(Output);
        Receivers(Output).ShouldAllBe(receiver => receiver.Children.Keys.Select(key => key.ToString()).SequenceEqual(new[] { "name", expected }.OfType<string>()));
    }

    [Theory]
    [InlineData("ALERT_TELEGRAM_TOKEN=1:a", "ALERT_TELEGRAM_CHAT must be a number")]
    [InlineData("ALERT_TELEGRAM_CHAT=5", "ALERT_TELEGRAM_TOKEN is not")]
    [InlineData("ALERT_EMAIL_TO=a@b.c", "ALERT_EMAIL_FROM is not")]
    [InlineData("ALERT_WEBHOOK_TOKEN=x", "ALERT_WEBHOOK_URL is not")]
    [InlineData("ALERT_WEBHOOK_URL=x ALERT_WEBHOOK_URL_FILE=y", "both ALERT_WEBHOOK_URL and ALERT_WEBHOOK_URL_FILE are set")]
    [InlineData("ALERT_WEBHOOK_URL_FILE=/nowhere", "cannot read /nowhere")]
    public async Task Configure_WithHalfAWay_RefusesAndWritesNothing(string environment, string reason)
    {
        var (code, said) = await ConfigureAsync(Parse(environment));
        code.ShouldBe(1);
        said.ShouldContain(reason);
        File.Exists(Output).ShouldBeFalse();
    }

    private Task<(int Code, string Output)> ConfigureAsync(IReadOnlyDictionary<string, string> environment) =>
        Tool.RunAsync(Directory, "sh", ["configure.sh", Output], environment);

    private static async Task CheckAsync(string path)
    {
        var (code, output) = await Tool.RunAsync(Directory, "amtool", ["check-config", path]);
        code.ShouldBe(0, output);
        output.ShouldContain("SUCCESS");
    }

    private static List<YamlMappingNode> Receivers(string path)
    {
        using var reader = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(reader);
        var receivers = ((YamlSequenceNode)stream.Documents.Single().RootNode["receivers"]).Cast<YamlMappingNode>().ToList();
        receivers.Select(receiver => receiver["name"].ToString()).ShouldBe(["critical", "warning"]);
        return receivers;
    }

    private static Dictionary<string, string> Parse(string environment) =>
        environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    [GeneratedRegex("alertname (?:=~|!=|=) \"([^\"]+)\"")]
    private static partial Regex AlertNames();
}
