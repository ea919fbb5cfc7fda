using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// The server of requests, whose stop takes its own share of the time and no more: a request that never ends must not leave grains without
/// the time to save.
/// </summary>
internal sealed class BoundedServer(IServer server, IOptions<ShutdownOptions> options, TimeProvider time) : IServer
{
    public IFeatureCollection Features => server.Features;

    public static void Add(IServiceCollection services)
    {
        // The framework has chosen its server by now, as a type that it keeps to itself.
        var inner = services.Last(service => service.ServiceType == typeof(IServer));
        services.Remove(inner);
        services.AddSingleton<IServer>(provider => new BoundedServer(
            (IServer)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)),
            provider.GetRequiredService<IOptions<ShutdownOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => server.StartAsync(application, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Requests, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await server.StopAsync(either.Token);
    }

    public void Dispose() => server.Dispose();
}
