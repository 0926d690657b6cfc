package org.ewsphone.ews;

import com.sun.xml.ws.api.BindingID;
import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.api.pipe.ClientTubeAssemblerContext;
import com.sun.xml.ws.api.pipe.ServerTubeAssemblerContext;
import com.sun.xml.ws.api.pipe.Tube;
import com.sun.xml.ws.api.pipe.TubelineAssembler;
import com.sun.xml.ws.api.pipe.TubelineAssemblerFactory;
import com.sun.xml.ws.api.server.Container;
import com.sun.xml.ws.api.server.Invoker;
import com.sun.xml.ws.api.server.SDDocumentSource;
import com.sun.xml.ws.api.server.WSEndpoint;
import com.sun.xml.ws.api.server.WSWebServiceContext;
import jakarta.jws.WebParam;
import jakarta.xml.bind.JAXBElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.wire.ExchangeServicePortType;
import org.ewsphone.ews.wire.ResponseMessageType;
import org.jspecify.annotations.Nullable;

/**
 * JAX-WS without its HTTP: takes a bound request to the operation of the endpoint that it is for, and brings back the
 * response. Safe for many threads.
 */
final class Metro implements AutoCloseable {

    private final WSEndpoint<ExchangeEndpoint> endpoint;

    /** A pipe head serves one request at a time. */
    private final Queue<WSEndpoint.PipeHead> idleHeads = new ConcurrentLinkedQueue<>();

    /** Publishes the endpoint that the function makes for each request's caller. */
    Metro(Function<Caller, ExchangeEndpoint> endpoints) {
        var invoker = new EndpointInvoker(endpoints);
        endpoint = WSEndpoint.create(
                ExchangeEndpoint.class,
                false,
                invoker,
                new QName(Names.MESSAGES, "ExchangeServices"),
                new QName(Names.MESSAGES, "ExchangeServicePort"),
                new ShortLine(invoker),
                BindingID.SOAP11_HTTP.createBinding(),
                contract("Services.wsdl"),
                List.of(contract("messages.xsd"), contract("types.xsd")),
                null,
                true);
    }

    private static SDDocumentSource contract(String name) {
        URL document = Objects.requireNonNull(Metro.class.getResource("/wsdl/" + name));
        return SDDocumentSource.create(document);
    }

    /** The operations by the local name of their element, and the wire class of each. */
    static Map<String, Class<?>> operations() {
        return Stream.of(ExchangeServicePortType.class.getMethods())
                .map(method -> method.getParameters()[0])
                .collect(Collectors.toMap(request -> nameOf(request), Parameter::getType));
    }

    private static String nameOf(Parameter request) {
        return request.getAnnotation(WebParam.class).name();
    }

    /** The operation's response. What the operation throws comes out as it is. */
    JAXBElement<ResponseMessageType> answer(BoundRequest request) {
        WSEndpoint.PipeHead idle = idleHeads.poll();
        WSEndpoint.PipeHead head = idle == null ? endpoint.createPipeHead() : idle;
        head.process(new Packet(request), null, null); // The endpoint asks for no context
        idleHeads.add(head);
        rethrow(request.failure());
        JAXBElement<ResponseMessageType> response = request.response();
        if (response == null) {
            throw new IllegalStateException(
                    "A bound request of " + request.getPayloadLocalPart() + " did not reach its operation");
        }
        return response;
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException("An operation has no checked exceptions", failure);
        }
    }

    @Override
    public void close() {
        endpoint.dispose();
    }

    /** Calls the operation on an endpoint made for the caller. */
    private static final class EndpointInvoker extends Invoker {
        private final Function<Caller, ExchangeEndpoint> endpoints;

        EndpointInvoker(Function<Caller, ExchangeEndpoint> endpoints) {
            this.endpoints = endpoints;
        }

        /** Metro offers its context to endpoints that ask for it; ours is handed what it needs. */
        @Override
        @SuppressWarnings("rawtypes") // As Metro declares it
        public void start(WSWebServiceContext context, WSEndpoint published) {}

        @Override
        public @Nullable Object invoke(Packet packet, Method operation, Object... arguments)
                throws InvocationTargetException, IllegalAccessException {
            return operation.invoke(endpoints.apply(((BoundRequest) packet.getInternalMessage()).caller()), arguments);
        }
    }

    /** Has Metro take {@link OperationTube} for the line of tubes through which every request goes. */
    private static final class ShortLine extends Container {
        private final Invoker invoker;

        ShortLine(Invoker invoker) {
            this.invoker = invoker;
        }

        @Override
        public <S> @Nullable S getSPI(Class<S> type) {
            return type == TubelineAssemblerFactory.class ? type.cast(new Assembler()) : null;
        }

        private final class Assembler extends TubelineAssemblerFactory implements TubelineAssembler {
            @Override
            public TubelineAssembler doCreate(BindingID binding) {
                return this;
            }

            @Override
            public Tube createClient(ClientTubeAssemblerContext context) {
                throw new IllegalStateException("A server has no clients");
            }

            @Override
            public Tube createServer(ServerTubeAssemblerContext context) {
                return new OperationTube(Objects.requireNonNull(context.getSEIModel()), invoker);
            }
        }
    }
}
