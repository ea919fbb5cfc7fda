using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Silo.Tests.Access;
using OrleansTrading.TestKit;

[assembly: AssemblyFixture(typeof(AccessFixture))]

namespace OrleansTrading.Silo.Tests.Access;

/// <summary>A service with a user for each role, and a proxy at this machine's second loopback address.</summary>
public sealed partial class AccessFixture : IAsyncLifetime
{
    public const string Password = "planted-password-1";

    /// <summary>Where the proxy is, and what it sends with every request.</summary>
    public const string Proxy = "127.0.0.2";
    public const string ProxySecret = "X-Proxy-Secret: planted-proxy-secret";

    private readonly TemporaryDirectory _data = new();
    private SiloHost? _host;

    public string Address => _host!.App.Urls.Single();

    public string Data => _data.Path;

    internal IServiceProvider Services => _host!.App.Services;

    public async ValueTask InitializeAsync()
    {
        var hash = Passwords.Hash(Password);
        string[] users = [.. new[] { ("vera", Role.Viewer), ("olga", Role.Operator), ("anna", Role.Admin), ("lock", Role.Viewer), ("dora", Role.Viewer) }.SelectMany(user => new[]
        {
            $"--Access:Users:{user.Item1}:Role", user.Item2.ToString(), $"--Access:Users:{user.Item1}:PasswordHash", hash,
        })];
        string[] proxy =
        [
            "--Access:Proxy:Addresses", Proxy, "--Access:Proxy:UserHeader", "X-Forwarded-User", "--Access:Proxy:SecretHeader", "X-Proxy-Secret", "--Access:Proxy:Secret", "planted-proxy-secret", "--Access:Proxy:Groups:traders", "Operator", "--Access:Proxy:Groups:admins", "Admin",
            "--Access:SessionCheck", "00:00:01", "--Access:MetricsFrom", "127.0.0.3",
        ];
        _host = await SiloHost.StartAsync(
            CommandLine.Parse([.. users, .. proxy, "--urls", "http://127.0.0.1:0", "--data", _data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "Error"]),
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A client that keeps its cookies and follows no redirection.</summary>
    /// <param name="from">The address of this machine that it comes from.</param>
    public HttpClient NewClient(string from = "127.0.0.1")
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = true,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri(Address) };
        if (from == Proxy)
            client.DefaultRequestHeaders.Add(ProxySecret.Split(": ")[0], ProxySecret.Split(": ")[1]);
        return client;
    }

    /// <summary>A client that has signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string name)
    {
        var client = NewClient();
        using var answer = await SignInAsync(client, name, Password, "/api/v1/cluster");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/api/v1/cluster");
        return client;
    }

    public static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password, string wanted = "/")
    {
        var form = await FormAsync(client, "/sign-in");
        return await client.PostAsync("/sign-in", new FormUrlEncodedContent([form, new("name", name), new("password", password), new("return", wanted)]));
    }

    /// <summary>The antiforgery token of a page's form.</summary>
    public static async Task<KeyValuePair<string, string>> FormAsync(HttpClient client, string path)
    {
        var page = await client.GetStringAsync(path);
        var token = FormToken().Match(page);
        token.Success.ShouldBeTrue(page);
        return new(token.Groups["name"].Value, WebUtility.HtmlDecode(token.Groups["value"].Value));
    }

    /// <summary>A token made by the admin.</summary>
    public async Task<string> MakeTokenAsync(string name, params string[] scopes)
    {
        using var anna = await SignedInAsync("anna");
        using var answer = await anna.PostAsJsonAsync("/api/v1/tokens", new { name, scopes });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>__RequestVerificationToken)\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex FormToken();
}
