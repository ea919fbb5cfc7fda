using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Silo.Tests.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Access;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.8.9.1:0", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("https://[::1]:8443", true)]
    [InlineData("http://unix:/run/trading.sock", true)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://+:8080", false)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://10.0.0.5:8080", false)]
    [InlineData("http://localhost.example:8080", false)]
    [InlineData("http://[127.0.0.1]:8080", false)]
    [InlineData("http://[localhost]:8080", false)]
    [InlineData("nonsense", false)]
    public void Address_IsLoopback_WhenOnlyThisMachineCanReachIt(string address, bool expected) => ListenAddresses.IsLoopback(address).ShouldBe(expected);

    [Theory]
    [InlineData("urls", "http://127.0.0.1:1;http://*:2", 1)]
    [InlineData("http_ports", "8080;8081", 2)]
    [InlineData("https_ports", "8443", 1)]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://0.0.0.0:80", 1)]
    [InlineData("urls", "http://localhost:1", 0)]
    public void Settings_OfAnyKind_AreLookedAt(string key, string value, int expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        ListenAddresses.Reachable(configuration).Count.ShouldBe(expected);
        var nobody = new AccessRules(Options.Create(new AccessOptions()));
        (ListenAddresses.Defect(configuration, nobody) is null).ShouldBe(expected == 0);
        var viewer = new AccessRules(Options.Create(new AccessOptions { Users = { ["v"] = new UserOptions { Role = Role.Viewer } } }));
        (ListenAddresses.Defect(configuration, viewer) is null).ShouldBe(expected == 0);
        var admin = new AccessRules(Options.Create(new AccessOptions { Users = { ["a"] = new UserOptions { Role = Role.Admin } } }));
        ListenAddresses.Defect(configuration, admin).ShouldBeNull();
    }

    [Fact]
    public void Addresses_ThatWereBound_AreLookedAtToo()
    {
        var nobody = new AccessRules(Options.Create(new AccessOptions()));
        ListenAddresses.Defect(["http://127.0.0.1:1", "http://[::]:1"], nobody)!.ShouldStartWith("http://[::]:1 can be reached by others");
        ListenAddresses.Defect(["http://127.0.0.1:1", "http://[::1]:1"], nobody).ShouldBeNull();
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://+:0")]
    [InlineData("ASPNETCORE_URLS", "http://[127.0.0.1]:0")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "18080")]
    [InlineData("Kestrel__Endpoints__Web__Url", "http://0.0.0.0:0")]
    public async Task Process_ThatOthersCouldReach_DoesNotStartWithoutAnAdmin(string variable, string value)
    {
        using var directory = new TemporaryDirectory();
        await using var run = await HostRun.StartAsync(["--data", directory.Path], new() { [variable] = value });
        (await run.EndAsync()).ShouldBe(StartupException.WrongSettings);
        run.Errors.ShouldContain("can be reached by others than this machine, and no admin is known");
        run.Errors.ShouldContain("hash-password");
        run.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("long-enough-password\n", 0)]
    [InlineData("short\n", 2)]
    [InlineData("", 2)]
    public async Task HashPassword_FromAPipe_PrintsTheHashAlone(string typed, int expected)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SiloHost).Assembly.Location, "hash-password"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(expected);
        if (expected != 0)
            return;
        Passwords.IsHash(output.Trim()).ShouldBeTrue();
        Passwords.Matches(output.Trim(), "long-enough-password").ShouldBeTrue();
        Passwords.Matches(output.Trim(), "long-enough-passwore").ShouldBeFalse();
        Passwords.Matches(null, "long-enough-password").ShouldBeFalse();
    }

    [Fact]
    public void Settings_ThatCannotBe_AreToldTogether()
    {
        var options = new AccessOptions
        {
            Users = { ["local"] = new UserOptions { PasswordHash = "secret" }, ["a b"] = new UserOptions() },
            Proxy = new ProxyOptions { Addresses = "10.0.0.0/8,proxy", UserHeader = "X-User", SecretHeader = "X-Secret" },
            MetricsFrom = "everywhere",
            SessionIdle = TimeSpan.FromDays(8),
        };
        var failures = new AccessOptionsCheck().Validate(null, options).Failures!.ToList();
        failures.Count.ShouldBe(9, string.Join('\n', failures));
        failures.ShouldNotContain(failure => failure.Contains("'secret'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-User", null, true)]
    [InlineData("X-Auth-Request-User", null, true)]
    [InlineData("X-Auth-Request-User", "", true)]
    [InlineData("X-Auth-Request-User", "at-least-16-characters", false)]
    [InlineData(null, null, false)]
    public void Proxy_ThatSignsPeopleIn_NeedsASecret(string? userHeader, string? secret, bool expected)
    {
        var options = new AccessOptions
        {
            Proxy = new ProxyOptions
            {
                Addresses = "172.30.201.0/24", UserHeader = userHeader, Groups = { ["admins"] = Role.Admin }, Secret = secret, SecretHeader = string.IsNullOrEmpty(secret) ? null : "X-Secret",
            },
        };
        var result = new AccessOptionsCheck().Validate(null, options);
        result.Failed.ShouldBe(expected);
        if (expected)
            result.Failures.ShouldHaveSingleItem().ShouldContain("Access:Proxy:Secret");
    }
}
