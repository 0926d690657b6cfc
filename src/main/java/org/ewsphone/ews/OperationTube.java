package org.ewsphone.ews;

import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.api.model.JavaMethod;
import com.sun.xml.ws.api.model.SEIModel;
import com.sun.xml.ws.api.pipe.NextAction;
import com.sun.xml.ws.api.pipe.TubeCloner;
import com.sun.xml.ws.api.pipe.helper.AbstractTubeImpl;
import com.sun.xml.ws.api.server.Invoker;
import jakarta.jws.WebParam;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.ws.Holder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.ewsphone.ews.wire.ResponseMessageType;
import org.jspecify.annotations.Nullable;

/**
 * The whole line of tubes of the endpoint: hands the wire classes of a {@link BoundRequest} to its operation and takes the
 * response as it is. Metro's own line would judge the headers again, and make a message of the response, headers among it,
 * of which only the body would be used.
 */
final class OperationTube extends AbstractTubeImpl {

    private final Map<String, Operation> operations;
    private final Invoker invoker;

    /** A line that ends in the operations of this model, which the invoker calls. */
    OperationTube(SEIModel model, Invoker invoker) {
        this.operations = model.getJavaMethods().stream()
                .collect(Collectors.toUnmodifiableMap(
                        method -> Objects.requireNonNull(method.getRequestPayloadName())
                                .getLocalPart(),
                        Operation::of));
        this.invoker = invoker;
    }

    private OperationTube(OperationTube that, TubeCloner cloner) {
        super(that, cloner);
        this.operations = that.operations;
        this.invoker = that.invoker;
    }

    @Override
    public AbstractTubeImpl copy(TubeCloner cloner) {
        return new OperationTube(this, cloner);
    }

    /** What the operation throws is no business of Metro's, which would make a fault of it. */
    @Override
    public NextAction processRequest(Packet packet) {
        var request = (BoundRequest) packet.getInternalMessage();
        Operation operation = Objects.requireNonNull(operations.get(request.getPayloadLocalPart()));
        Object[] arguments = operation.arguments(request);
        try {
            invoker.invoke(packet, operation.method(), arguments);
            request.answer(operation.response(arguments));
        } catch (InvocationTargetException e) {
            request.fail(Objects.requireNonNull(e.getCause()));
        } catch (IllegalAccessException e) {
            request.fail(e);
        }
        return doReturnWith(packet);
    }

    @Override
    public NextAction processResponse(Packet response) {
        return doReturnWith(response);
    }

    @Override
    public NextAction processException(Throwable thrown) {
        return doThrow(thrown);
    }

    @Override
    public void preDestroy() {}

    /**
     * One of the operations.
     *
     * @param responseAt which of the arguments will hold the response
     */
    private record Operation(
            Method method,
            List<Argument> sources,
            int responseAt,
            QName responseName,
            Class<? extends ResponseMessageType> responseType) {

        static Operation of(JavaMethod modelled) {
            Method method = modelled.getSEIMethod();
            Parameter[] parameters = method.getParameters();
            int responseAt = responseAt(parameters);
            return new Operation(
                    method,
                    Arrays.stream(parameters).map(Operation::argument).toList(),
                    responseAt,
                    Objects.requireNonNull(modelled.getResponsePayloadName()),
                    held(parameters[responseAt]).asSubclass(ResponseMessageType.class));
        }

        private static int responseAt(Parameter... parameters) {
            for (int i = 0; i < parameters.length; i++) {
                WebParam part = parameters[i].getAnnotation(WebParam.class);
                if (part.mode() == WebParam.Mode.OUT && !part.header()) {
                    return i;
                }
            }
            throw new IllegalStateException("An operation of EWS has a response");
        }

        private static Class<?> held(Parameter holder) {
            return (Class<?>) ((ParameterizedType) holder.getParameterizedType()).getActualTypeArguments()[0];
        }

        private static Argument argument(Parameter parameter) {
            WebParam part = parameter.getAnnotation(WebParam.class);
            String name = part.name();
            return part.mode() == WebParam.Mode.OUT
                    ? request -> new Holder<>()
                    : part.header() ? request -> request.header(name) : BoundRequest::payload;
        }

        Object[] arguments(BoundRequest request) {
            var arguments = new Object[sources.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = sources.get(i).of(request);
            }
            return arguments;
        }

        JAXBElement<ResponseMessageType> response(Object... arguments) {
            ResponseMessageType response = responseType.cast(((Holder<?>) arguments[responseAt]).value);
            return element(responseName, responseType, response);
        }

        @SuppressWarnings("unchecked") // The element is only read
        private static JAXBElement<ResponseMessageType> element(
                QName name, Class<? extends ResponseMessageType> type, ResponseMessageType response) {
            return new JAXBElement<>(name, (Class<ResponseMessageType>) type, response);
        }
    }

    /** Where an argument of an operation comes from. */
    @FunctionalInterface
    private interface Argument {
        @Nullable
        Object of(BoundRequest request);
    }
}
